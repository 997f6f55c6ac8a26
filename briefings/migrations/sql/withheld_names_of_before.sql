-- What the rows tell that are there already. From here on triggers keep it. It is no change of a row.

ALTER TABLE briefings_citation DISABLE TRIGGER USER;
UPDATE briefings_citation c SET tells_withheld_name = true FROM briefings_source s
WHERE s.id = c.source_id AND briefings_tells_withheld(
    briefings_people_near(c), concat_ws(' ', s.publisher, s.title), concat_ws(' ', s.url, s.archived_url),
    concat_ws(' ', c.quote, c.says, c.page));
ALTER TABLE briefings_citation ENABLE TRIGGER USER;

ALTER TABLE briefings_statement DISABLE TRIGGER USER;
UPDATE briefings_statement t SET tells_withheld_name = true WHERE briefings_tells_withheld(
    ARRAY(SELECT d.id FROM briefings_statementsubject s JOIN briefings_detainee d ON d.identity_id = s.subject_id
        WHERE s.statement_id = t.id), words, attribution, occasion);
ALTER TABLE briefings_statement ENABLE TRIGGER USER;

ALTER TABLE briefings_exchange DISABLE TRIGGER USER;
UPDATE briefings_exchange x SET tells_withheld_name = true WHERE briefings_tells_withheld(
    ARRAY(SELECT d.detainee_id FROM briefings_custodyevent e JOIN briefings_detention d ON d.id = e.detention_id
        WHERE e.exchange_id = x.id), words, '', '');
ALTER TABLE briefings_exchange ENABLE TRIGGER USER;

ALTER TABLE briefings_correction DISABLE TRIGGER USER;
UPDATE briefings_correction SET tells_withheld_name = true WHERE briefings_tells_withheld(
    ARRAY(SELECT id FROM briefings_detainee WHERE name_withheld), words, '', '');
ALTER TABLE briefings_correction ENABLE TRIGGER USER;
