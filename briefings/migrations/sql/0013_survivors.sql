-- Locks the records with these identities against being merged, and returns the identities.
CREATE FUNCTION briefings_locked_records(identities bigint[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
    named briefings_identity;
BEGIN
    FOR named IN
        SELECT * FROM briefings_identity
        -- Articles are not merged.
        WHERE id = ANY(identities) AND type <> 'article' ORDER BY id
    LOOP
        EXECUTE format('SELECT 1 FROM %I WHERE identity_id = $1 FOR KEY SHARE',
            'briefings_' || named.type) USING named.id;
    END LOOP;
    RETURN identities;
END
$$;

-- Refuses to name, in rows of the table, a record that was merged into another.
CREATE FUNCTION briefings_refuse_merged(identities bigint[], table_name text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    merged briefings_identity;
BEGIN
    SELECT * INTO merged FROM briefings_identity
    WHERE id = ANY(identities) AND merged_into_id IS NOT NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '“%” was merged into “%”: name that instead.', merged.label,
                (SELECT label FROM briefings_identity WHERE id = merged.merged_into_id)
            USING ERRCODE = '23514', TABLE = table_name, CONSTRAINT = 'merged_is_not_named';
    END IF;
END
$$;
