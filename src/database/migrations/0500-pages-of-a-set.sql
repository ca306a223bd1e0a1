-- A page of a set of OAI-PMH walks along the index of its set, whatever the planner thinks of how much of the table the set is. Ordered as the list of
-- all is, a set that had nothing new for long was looked for in everything that is newer. Time in UTC is an order which that index does not have.
drop index bib_stamp_of_kind;
drop index bib_stamp_of_class;
create index bib_stamp_of_kind on bib_stamp (kind, (stamped_at at time zone 'UTC'), bib_id);
create index bib_stamp_of_class on bib_stamp (class, (stamped_at at time zone 'UTC'), bib_id);
analyze bib_stamp;
