-- Nothing of the log is changed or taken out, not even by mistake.
CREATE FUNCTION log_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the public log is append-only';
END $$;

CREATE TRIGGER log_leaf_stays BEFORE UPDATE ON log_leaf FOR EACH ROW EXECUTE FUNCTION log_is_kept();
CREATE TRIGGER log_leaf_remains BEFORE DELETE ON log_leaf FOR EACH ROW EXECUTE FUNCTION log_is_kept();
CREATE TRIGGER log_leaf_all_remain BEFORE TRUNCATE ON log_leaf EXECUTE FUNCTION log_is_kept();

CREATE TRIGGER log_subtree_stays BEFORE UPDATE ON log_subtree FOR EACH ROW EXECUTE FUNCTION log_is_kept();
CREATE TRIGGER log_subtree_remains BEFORE DELETE ON log_subtree FOR EACH ROW EXECUTE FUNCTION log_is_kept();
CREATE TRIGGER log_subtree_all_remain BEFORE TRUNCATE ON log_subtree EXECUTE FUNCTION log_is_kept();

CREATE TRIGGER log_key_stays BEFORE UPDATE ON log_key FOR EACH ROW EXECUTE FUNCTION log_is_kept();
CREATE TRIGGER log_key_remains BEFORE DELETE ON log_key FOR EACH ROW EXECUTE FUNCTION log_is_kept();
CREATE TRIGGER log_key_all_remain BEFORE TRUNCATE ON log_key EXECUTE FUNCTION log_is_kept();

CREATE TRIGGER log_checkpoint_stays BEFORE UPDATE ON log_checkpoint FOR EACH ROW EXECUTE FUNCTION log_is_kept();
CREATE TRIGGER log_checkpoint_remains BEFORE DELETE ON log_checkpoint FOR EACH ROW EXECUTE FUNCTION log_is_kept();
CREATE TRIGGER log_checkpoint_all_remain BEFORE TRUNCATE ON log_checkpoint EXECUTE FUNCTION log_is_kept();
