-- The audit administrator asks for the lines of one actor, of one deed, or of both.
CREATE INDEX journal_line_actor ON journal_line (actor, sequence);
CREATE INDEX journal_line_deed ON journal_line (deed, sequence);
