-- 示例数据. Beside it on the shelf: the item of the catalogue that a document stands under, where it names one.
ALTER TABLE document ADD COLUMN is_demonstration INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shelf ADD COLUMN is_demonstration INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shelf ADD COLUMN catalogue_item TEXT NOT NULL DEFAULT '';
CREATE INDEX document_demonstration ON document (id) WHERE is_demonstration = 1;
CREATE INDEX shelf_demonstration ON shelf (document_id) WHERE is_demonstration = 1;
