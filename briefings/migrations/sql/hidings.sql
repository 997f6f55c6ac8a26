-- What a withheld name hides is known by the number of hidings, which the ledger does not tell.

-- Notes that the statement at work hides rows, or shows them again; once for each statement.
CREATE FUNCTION briefings_note_hiding() RETURNS void LANGUAGE sql AS $$
    INSERT INTO briefings_hiding (at, backend) VALUES (statement_timestamp(), pg_backend_pid())
    ON CONFLICT DO NOTHING
$$;

-- In place of the function in `withheld_names.sql`: what is decided at each reading by anybody's name,
-- as the note of a retraction, differs although no row turns over.
CREATE OR REPLACE FUNCTION public.briefings_decide_of(person bigint) RETURNS void LANGUAGE plpgsql AS $$
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
    PERFORM briefings_note_hiding();
    LOCK TABLE briefings_correction IN SHARE ROW EXCLUSIVE MODE;
    UPDATE briefings_correction SET version = version
    WHERE tells_withheld_name OR briefings_tells_withheld(ARRAY[person], words, '', '');
END $$;
