-- What a trigger asks for is found by its key whatever the key is: has every trigger keep the plans that
-- it made, where a connection makes them anew for each question. Never by reading a whole table, which
-- may have been all but empty when the plan was made. Called after every `migrate`,
-- for those made since: django-pgtrigger makes the function of a trigger that differs anew.
CREATE FUNCTION briefings_keep_plans() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    function regprocedure;
BEGIN
    FOR function IN
        SELECT oid FROM pg_proc
        WHERE prorettype = 'trigger'::regtype AND proname LIKE 'pgtrigger\_%'
            AND pronamespace = current_schema()::regnamespace AND proconfig IS NULL
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET plan_cache_mode = auto SET enable_seqscan = off', function);
    END LOOP;
END $$;
