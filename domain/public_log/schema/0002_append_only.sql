-- Nothing of the log is changed or taken out, not even by mistake.
CREATE TRIGGER log_leaf_stays BEFORE UPDATE ON log_leaf
BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END;
CREATE TRIGGER log_leaf_remains BEFORE DELETE ON log_leaf
BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END;

CREATE TRIGGER log_subtree_stays BEFORE UPDATE ON log_subtree
BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END;
CREATE TRIGGER log_subtree_remains BEFORE DELETE ON log_subtree
BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END;

CREATE TRIGGER log_key_stays BEFORE UPDATE ON log_key
BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END;
CREATE TRIGGER log_key_remains BEFORE DELETE ON log_key
BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END;

CREATE TRIGGER log_checkpoint_stays BEFORE UPDATE ON log_checkpoint
BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END;
CREATE TRIGGER log_checkpoint_remains BEFORE DELETE ON log_checkpoint
BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END;
