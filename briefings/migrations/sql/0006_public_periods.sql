-- When the public sees the rows that are there already, parents first. From here on triggers keep it.
-- What follows from other rows is no change of a row: where a trigger would take it for one, it rests.

UPDATE briefings_tenure SET public_periods = briefings_periods(live_period)
    * (SELECT briefings_periods(live_period) FROM briefings_official WHERE id = official_id)
    * (SELECT briefings_periods(live_period) FROM briefings_office WHERE id = office_id);

ALTER TABLE briefings_participant DISABLE TRIGGER USER;
UPDATE briefings_participant SET public_periods = briefings_periods(live_period)
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_meeting WHERE id = meeting_id), '{(,)}')
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_visit WHERE id = visit_id), '{(,)}')
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_official WHERE id = official_id), '{(,)}')
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_organization WHERE id = organization_id), '{(,)}');
ALTER TABLE briefings_participant ENABLE TRIGGER USER;

UPDATE briefings_readout SET public_periods = briefings_periods(live_period)
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_meeting WHERE id = meeting_id), '{(,)}')
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_visit WHERE id = visit_id), '{(,)}')
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_organization WHERE id = organization_id), '{(,)}');

UPDATE briefings_statement SET public_periods = briefings_periods(live_period)
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_official WHERE id = official_id), '{(,)}')
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_organization WHERE id = organization_id), '{(,)}');

UPDATE briefings_detention SET public_periods = briefings_periods(live_period)
    * (SELECT briefings_periods(live_period) FROM briefings_detainee WHERE id = detainee_id)
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_organization WHERE id = organization_id), '{(,)}');

UPDATE briefings_statuschange SET public_periods = briefings_periods(live_period)
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_meeting WHERE id = meeting_id), '{(,)}')
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_visit WHERE id = visit_id), '{(,)}')
    * coalesce((SELECT public_periods FROM briefings_participant WHERE id = participant_id), '{(,)}');

UPDATE briefings_custodyevent SET public_periods = briefings_periods(live_period)
    * (SELECT public_periods FROM briefings_detention WHERE id = detention_id)
    * coalesce((SELECT briefings_periods(live_period) FROM briefings_exchange WHERE id = exchange_id), '{(,)}');

UPDATE briefings_citation SET public_periods =
    (SELECT briefings_periods(live_period) FROM briefings_source WHERE id = source_id)
    * coalesce(
        (SELECT briefings_periods(live_period) FROM briefings_edition WHERE id = edition_id),
        (SELECT briefings_periods(live_period) FROM briefings_official WHERE id = official_id),
        (SELECT public_periods FROM briefings_tenure WHERE id = tenure_id),
        (SELECT briefings_periods(live_period) FROM briefings_visit WHERE id = visit_id),
        (SELECT briefings_periods(v.live_period)
            FROM briefings_objective o JOIN briefings_visit v ON v.id = o.visit_id WHERE o.id = objective_id),
        (SELECT briefings_periods(live_period) FROM briefings_meeting WHERE id = meeting_id),
        (SELECT public_periods FROM briefings_participant WHERE id = participant_id),
        -- Of one occasion, about one subject: the other is NULL, which is no period.
        (SELECT (briefings_periods(m.live_period) + briefings_periods(v.live_period))
                * (briefings_periods(t.live_period) + briefings_periods(d.live_period))
            FROM briefings_agendaitem a
            LEFT JOIN briefings_meeting m ON m.id = a.meeting_id
            LEFT JOIN briefings_visit v ON v.id = a.visit_id
            LEFT JOIN briefings_topic t ON t.id = a.topic_id
            LEFT JOIN briefings_detainee d ON d.id = a.detainee_id
            WHERE a.id = agendaitem_id),
        (SELECT briefings_periods(m.live_period) + briefings_periods(v.live_period)
            FROM briefings_outcome o
            LEFT JOIN briefings_meeting m ON m.id = o.meeting_id
            LEFT JOIN briefings_visit v ON v.id = o.visit_id
            WHERE o.id = outcome_id),
        (SELECT public_periods FROM briefings_readout WHERE id = readout_id),
        (SELECT public_periods FROM briefings_statuschange WHERE id = statuschange_id),
        (SELECT public_periods FROM briefings_statement WHERE id = statement_id),
        (SELECT briefings_periods(live_period) FROM briefings_detainee WHERE id = detainee_id),
        (SELECT public_periods FROM briefings_custodyevent WHERE id = custodyevent_id),
        (SELECT briefings_periods(live_period) FROM briefings_exchange WHERE id = exchange_id)
    );
