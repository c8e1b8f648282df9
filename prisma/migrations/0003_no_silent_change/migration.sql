-- Silence is impossible: a row change for which the transaction put no event into the log is refused at commit
-- (docs/adr/0003). A migration that must change rows silently says SET LOCAL smeta.silent = 'on'.

-- Whether this transaction stored an event of that subject. A restored log may hold events of a transaction with the
-- number that this one has now; but they stand before the last jump.
CREATE FUNCTION told_of(thing text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN EXISTS (SELECT FROM event_log WHERE txid = pg_current_xact_id() AND subject = thing
    AND (position IS NULL OR position > (SELECT max(before_position) FROM event_log_jumps)));
END $$;

-- Arguments: the kind of the subject, the column with its id, and 'part' for a table whose change is its parent's event.
CREATE FUNCTION require_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  key   text := to_jsonb(COALESCE(NEW, OLD)) ->> TG_ARGV[1];
  thing text := TG_ARGV[0] || ':' || key;
  left_behind text := TG_ARGV[0] || ':' || (to_jsonb(COALESCE(OLD, NEW)) ->> TG_ARGV[1]); -- another, where a part moved
  born  text := COALESCE(current_setting('smeta.born', true), '');
  there boolean;
BEGIN
  IF current_setting('smeta.silent', true) = 'on'
     OR strpos(born, '[' || thing || ']') > 0
     OR (told_of(thing) AND told_of(left_behind)) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' AND TG_NARGS = 2 THEN -- made and gone within this transaction: nobody saw it
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE %I::text = $1)', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_ARGV[1])
      INTO there USING key;
    IF NOT there THEN
      PERFORM set_config('smeta.born', born || '[' || thing || ']', true);
      RETURN NULL;
    END IF;
  END IF;
  RAISE EXCEPTION '% of % leaves no event', TG_OP, thing
    USING ERRCODE = 'SM001', TABLE = TG_TABLE_NAME, HINT = 'change it through a unit of work';
END $$;

-- Row triggers do not see TRUNCATE.
CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('smeta.silent', true) = 'on' THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'TRUNCATE of % leaves no event', TG_TABLE_NAME USING ERRCODE = 'SM001', TABLE = TG_TABLE_NAME;
END $$;

-- Two row triggers for each table, since a WHEN that names OLD cannot stand on INSERT.
CREATE FUNCTION guard_table(guarded regclass, VARIADIC arguments text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  list text := (SELECT string_agg(quote_literal(argument), ', ') FROM unnest(arguments) AS argument);
BEGIN
  EXECUTE format('CREATE CONSTRAINT TRIGGER require_event AFTER INSERT OR DELETE ON %s
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_event(%s)', guarded, list);
  EXECUTE format('CREATE CONSTRAINT TRIGGER require_event_update AFTER UPDATE ON %s
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION require_event(%s)', guarded, list);
  EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate()', guarded);
END $$;

SELECT guard_table('users', 'user', 'id');
SELECT guard_table('sessions', 'session', 'id');
SELECT guard_table('projects', 'project', 'id');
SELECT guard_table('project_foremen', 'project', 'project_id', 'part');
SELECT guard_table('estimates', 'estimate', 'id');
SELECT guard_table('estimate_items', 'estimate', 'estimate_id', 'part');
