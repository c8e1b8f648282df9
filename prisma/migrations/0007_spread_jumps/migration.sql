-- Two copies of one data folder that were started within a thousand seconds jumped to the same position, so that a
-- position of one was taken for one of the other. Chance keeps them apart.
CREATE OR REPLACE FUNCTION event_log_jump() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  tip bigint := event_log_head();
  target bigint;
BEGIN
  SELECT GREATEST(last_value + 1000000, (extract(epoch FROM clock_timestamp()) * 1000)::bigint - 1735689600000)
      + floor(random() * 1000000)::bigint
    INTO target FROM event_position;
  DELETE FROM event_log_jumps WHERE after_position >= tip;
  INSERT INTO event_log_jumps VALUES (tip, target);
  PERFORM setval('event_position', target);
  RETURN target;
END $$;
