-- 棚をながめる: copies in the order in which they stand. Parts of a call number are compared one by one, numbers among the later parts
-- by their value: 913 before 913.6, and the second volume before the tenth.
create function shelf_key(call_number text) returns text immutable strict parallel safe language sql as $$
  select string_agg(case when n > 1 and part ~ '^[0-9]{1,6}$' then lpad(part, 6, '0') else part end, ' ' order by n)
  from unnest(string_to_array(regexp_replace(normalize(call_number, NFKC), '[/[:space:]]+', ' ', 'g'), ' ')) with ordinality as p (part, n)
$$;

create index item_along_shelf on item (
  (case when status = 'shelf' then current_branch_id else home_branch_id end), (coalesce(shelf, '')),
  (shelf_key(call_number) collate "C"), id
) where call_number is not null and status <> 'withdrawn';
