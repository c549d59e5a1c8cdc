-- When something was last published in a column is asked anew when a document leaves it, however many stand there.
CREATE INDEX shelf_changed ON shelf (column_key, changed_at) WHERE is_demonstration = 0;
