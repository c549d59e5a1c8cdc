-- How many interpretations a year has of each unit and form is counted in this index alone.
DROP INDEX interpretation_year;
CREATE INDEX interpretation_year ON interpretation (year, unit_id, form, interpreter);
