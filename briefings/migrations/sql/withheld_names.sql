-- Whether the words of a row tell a name that is withheld. It is kept on the row; what is here
-- decides it, and finds the rows of which it is to be decided anew.

CREATE FUNCTION public.briefings_tells_withheld(people bigint[], text_1 text, text_2 text, text_3 text)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
-- Whether one of three texts tells a part of a name of one of these people, whose name is withheld,
-- or the whole of one written as one word.
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM briefings_detainee d
        WHERE d.id = ANY (people) AND d.name_withheld AND (
            briefings_name_is_told(d.full_name, d.short_name, d.sort_name, text_1, text_2, text_3)
            OR EXISTS (
                SELECT 1 FROM unnest(ARRAY[d.short_name, d.sort_name]) AS name
                WHERE name ~ '[[:space:][:punct:]’‘ʼ]'
                    AND briefings_name_is_told(name, '', '', text_1, text_2, text_3))
            OR EXISTS (
                SELECT 1 FROM briefings_detaineename n
                WHERE n.detainee_id = d.id AND briefings_name_is_told(n.name, '', '', text_1, text_2, text_3)))
    );
END $$;

CREATE FUNCTION public.briefings_people_near(cited public.briefings_citation)
RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
-- The detainees whose withheld names a citation may not tell: of whom the fact is, who was exchanged
-- along, who was on the agenda or is spoken of at the meeting or the visit whose page shows the fact.
DECLARE
    exchange CONSTANT bigint := coalesce(cited.exchange_id,
        (SELECT exchange_id FROM briefings_custodyevent WHERE id = cited.custodyevent_id));
    visit CONSTANT bigint := (SELECT id FROM briefings_visit WHERE identity_id = cited.record_id);
    meetings CONSTANT bigint[] := ARRAY(
        SELECT id FROM briefings_meeting WHERE identity_id = cited.record_id
        UNION SELECT id FROM briefings_meeting WHERE visit_id = visit
        UNION SELECT meeting_id FROM briefings_statement WHERE id = cited.statement_id);
BEGIN
    RETURN ARRAY(
        SELECT cited.detainee_id WHERE cited.detainee_id IS NOT NULL
        UNION
        SELECT d.detainee_id FROM briefings_custodyevent e JOIN briefings_detention d ON d.id = e.detention_id
        WHERE e.id = cited.custodyevent_id OR e.exchange_id = exchange
        UNION
        SELECT detainee_id FROM briefings_agendaitem
        WHERE detainee_id IS NOT NULL AND (meeting_id = ANY (meetings) OR visit_id = visit)
        UNION
        SELECT d.id FROM briefings_statementsubject s JOIN briefings_detainee d ON d.identity_id = s.subject_id
        WHERE s.statement_id = cited.statement_id
            OR s.statement_id IN (SELECT id FROM briefings_statement WHERE meeting_id = ANY (meetings))
    );
END $$;

CREATE FUNCTION public.briefings_decide_around(
    people bigint[], statements bigint[], meetings bigint[], visits bigint[], events bigint[], exchanges bigint[])
RETURNS void LANGUAGE plpgsql AS $$
-- Has decided anew what is cited around these rows, and what they themselves say. It goes the way
-- back that `briefings_people_near` goes.
BEGIN
    meetings := meetings || ARRAY(SELECT meeting_id FROM briefings_statement WHERE id = ANY (statements));
    visits := visits || ARRAY(SELECT visit_id FROM briefings_meeting WHERE id = ANY (meetings));
    exchanges := exchanges || ARRAY(SELECT exchange_id FROM briefings_custodyevent WHERE id = ANY (events));
    UPDATE briefings_statement SET version = version WHERE id = ANY (statements);
    UPDATE briefings_exchange SET version = version WHERE id = ANY (exchanges);
    UPDATE briefings_citation SET version = version WHERE id IN (
        SELECT id FROM briefings_citation WHERE detainee_id = ANY (people)
        UNION
        SELECT id FROM briefings_citation WHERE exchange_id = ANY (exchanges)
        UNION
        SELECT id FROM briefings_citation WHERE custodyevent_id IN (
            SELECT id FROM briefings_custodyevent WHERE id = ANY (events) OR exchange_id = ANY (exchanges))
        UNION
        SELECT id FROM briefings_citation WHERE statement_id IN (
            SELECT id FROM briefings_statement WHERE id = ANY (statements) OR meeting_id = ANY (meetings))
        UNION
        SELECT id FROM briefings_citation WHERE record_id IN (
            SELECT identity_id FROM briefings_meeting WHERE id = ANY (meetings)
            UNION ALL SELECT identity_id FROM briefings_visit WHERE id = ANY (visits))
    );
END $$;

CREATE FUNCTION public.briefings_decide_near(
    people bigint[] DEFAULT NULL, statements bigint[] DEFAULT '{}', meetings bigint[] DEFAULT '{}',
    visits bigint[] DEFAULT '{}', events bigint[] DEFAULT '{}', exchanges bigint[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
-- Decides anew, where these rows have come together or parted. They are locked until the commit: two
-- that add a part each to one way from a citation to a person would not see each other. So are the
-- people who came near or left, whose names somebody else may just withhold: NULL is all who are near.
BEGIN
    PERFORM 1 FROM briefings_statement WHERE id = ANY (statements) ORDER BY id FOR NO KEY UPDATE;
    meetings := meetings || ARRAY(SELECT meeting_id FROM briefings_statement WHERE id = ANY (statements));
    PERFORM 1 FROM briefings_meeting WHERE id = ANY (meetings) ORDER BY id FOR NO KEY UPDATE;
    PERFORM 1 FROM briefings_visit WHERE id = ANY (visits || ARRAY(
        SELECT visit_id FROM briefings_meeting WHERE id = ANY (meetings))) ORDER BY id FOR NO KEY UPDATE;
    exchanges := exchanges || ARRAY(SELECT exchange_id FROM briefings_custodyevent WHERE id = ANY (events));
    PERFORM 1 FROM briefings_exchange WHERE id = ANY (exchanges) ORDER BY id FOR NO KEY UPDATE;
    people := coalesce(people, ARRAY(
        SELECT detainee_id FROM briefings_agendaitem WHERE meeting_id = ANY (meetings)
        UNION
        SELECT d.id FROM briefings_statementsubject s JOIN briefings_detainee d ON d.identity_id = s.subject_id
        WHERE s.statement_id = ANY (statements)
            OR s.statement_id IN (SELECT id FROM briefings_statement WHERE meeting_id = ANY (meetings))));
    PERFORM 1 FROM briefings_detainee WHERE id = ANY (people) ORDER BY id FOR SHARE;
    IF EXISTS (SELECT 1 FROM briefings_detainee WHERE id = ANY (people) AND name_withheld) THEN
        PERFORM briefings_decide_around('{}', statements, meetings, visits, events, exchanges);
    END IF;
END $$;

CREATE FUNCTION public.briefings_decide_of(person bigint) RETURNS void LANGUAGE plpgsql AS $$
-- Decides anew what may tell the names of a person, whose row is locked. A correction may tell
-- nobody's; who writes one waits.
BEGIN
    PERFORM briefings_decide_around(
        ARRAY[person],
        ARRAY(SELECT s.statement_id FROM briefings_statementsubject s
            JOIN briefings_detainee d ON d.identity_id = s.subject_id WHERE d.id = person),
        ARRAY(SELECT meeting_id FROM briefings_agendaitem WHERE detainee_id = person),
        ARRAY(SELECT visit_id FROM briefings_agendaitem WHERE detainee_id = person),
        ARRAY(SELECT e.id FROM briefings_custodyevent e
            JOIN briefings_detention d ON d.id = e.detention_id WHERE d.detainee_id = person),
        '{}');
    LOCK TABLE briefings_correction IN SHARE ROW EXCLUSIVE MODE;
    UPDATE briefings_correction SET version = version
    WHERE tells_withheld_name OR briefings_tells_withheld(ARRAY[person], words, '', '');
END $$;
