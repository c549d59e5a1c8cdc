-- Every room whose texts everybody reads asks the lists of the checks, so they stand in intake, below all of them.
INSERT INTO office_check_list (name, content, changed_at) SELECT name, content, changed_at FROM check_list;
DROP TABLE check_list;
