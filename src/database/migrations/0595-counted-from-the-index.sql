-- How long a list of a set is, is counted up to a hundred thousand when the list begins. With the stamp itself in the
-- index no row is looked at for that: of ten million records it took a second.
-- The version before works on this: it asks the same of these indexes.
drop index bib_stamp_of_kind;
drop index bib_stamp_of_class;
create index bib_stamp_of_kind on bib_stamp (kind, (stamped_at at time zone 'UTC'), bib_id) include (stamped_at);
create index bib_stamp_of_class on bib_stamp (class, (stamped_at at time zone 'UTC'), bib_id) include (stamped_at);
