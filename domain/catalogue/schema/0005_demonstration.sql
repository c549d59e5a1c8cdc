-- 示例数据: what was taken in to show the pages, and goes as a whole.
ALTER TABLE catalogue_item ADD COLUMN is_demonstration INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fact_statement ADD COLUMN is_demonstration INTEGER NOT NULL DEFAULT 0;
ALTER TABLE training_session ADD COLUMN is_demonstration INTEGER NOT NULL DEFAULT 0;
