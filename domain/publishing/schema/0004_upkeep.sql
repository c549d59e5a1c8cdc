-- 规范性文件制定主体: units that may issue normative documents, on what basis, from when until when.
CREATE TABLE maker (
    id          INTEGER PRIMARY KEY,
    unit_id     INTEGER NOT NULL REFERENCES unit (id),
    basis       TEXT NOT NULL,
    holds_from  TEXT NOT NULL,
    holds_until TEXT,
    noted_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX maker_unit ON maker (unit_id);

-- What the office has made of the lists of the checks: 'levels', 'wrong_words', 'sensitive_words', each as its CSV. A list that
-- has no row is the one that the program carries.
CREATE TABLE check_list (
    name       TEXT NOT NULL,
    content    TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (name)
) STRICT;

-- Addresses elsewhere that the text in hand links to, and what they answered when they were tried: a status, or 0 for no answer.
CREATE TABLE link_trial (
    document_id INTEGER NOT NULL REFERENCES document (id),
    address     TEXT NOT NULL,
    noted_at    INTEGER NOT NULL,
    tried_at    INTEGER,
    status      INTEGER NOT NULL,
    PRIMARY KEY (document_id, address)
) STRICT;
CREATE INDEX link_trial_address ON link_trial (address);
CREATE INDEX link_trial_untried ON link_trial (noted_at) WHERE tried_at IS NULL;

-- The duty to see to a document before its term ends, while it runs.
CREATE TABLE expiry_duty (
    document_id INTEGER NOT NULL REFERENCES document (id),
    expires_on  TEXT NOT NULL,
    duty_id     INTEGER NOT NULL REFERENCES duty (id),
    PRIMARY KEY (document_id)
) STRICT;

-- Interpretations that are public, as they are counted: by year, unit, form and who interprets.
CREATE TABLE interpretation (
    document_id INTEGER NOT NULL REFERENCES document (id),
    year        INTEGER NOT NULL,
    unit_id     INTEGER NOT NULL REFERENCES unit (id),
    form        TEXT NOT NULL,
    interpreter TEXT NOT NULL,
    PRIMARY KEY (document_id)
) STRICT;
CREATE INDEX interpretation_year ON interpretation (year, unit_id);

INSERT INTO interpretation (document_id, year, unit_id, form, interpreter)
SELECT s.document_id, s.year, s.unit_id,
CASE WHEN e.fields LIKE '%"form":"picture"%' THEN 'picture' WHEN e.fields LIKE '%"form":"animation"%' THEN 'animation'
WHEN e.fields LIKE '%"form":"audio"%' THEN 'audio' WHEN e.fields LIKE '%"form":"video"%' THEN 'video'
WHEN e.fields LIKE '%"form":"questions"%' THEN 'questions' WHEN e.fields LIKE '%"form":"press_conference"%' THEN 'press_conference'
WHEN e.fields LIKE '%"form":"interview"%' THEN 'interview' ELSE 'text' END,
CASE WHEN e.fields LIKE '%"interpreter":"principal"%' THEN 'principal' WHEN e.fields LIKE '%"interpreter":"expert"%' THEN 'expert'
WHEN e.fields LIKE '%"interpreter":"media"%' THEN 'media' ELSE 'department' END
FROM shelf s JOIN document d ON d.id = s.document_id JOIN edition e ON e.id = d.live_id WHERE s.type = 'interpretation';
