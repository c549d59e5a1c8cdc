-- What the office has made of the lists of the checks: 'levels', 'wrong_words', 'sensitive_words', each as its CSV. A list that
-- has no row is the one that the program carries. It stood in publishing before other rooms asked for it too.
CREATE TABLE office_check_list (
    name       TEXT NOT NULL,
    content    TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (name)
) STRICT;
