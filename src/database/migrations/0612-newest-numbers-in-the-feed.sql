-- The newest number of a magazine may have to stay in the house until the next one has come. So another number looks
-- different, too, when one comes, goes or is named otherwise, and all of them when the settings say something else of it:
-- the feed tells of those. What is lent and brought back changes nothing of that.
-- The version before works on this: it reads more bibs again than it needs.
create function note_newest_numbers(of_titles text[]) returns void language sql as $$
  insert into bib_change (bib_id)
  select newest.id from unnest(of_titles) as magazine (title) cross join lateral (
    select b.id from bib b join item i on i.bib_id = b.id and i.status <> 'withdrawn'
    where b.kind = 'magazine' and b.title = magazine.title and b.deleted_at is null and b.merged_into is null
    group by b.id order by max(i.joined_on) desc, b.id desc limit 10) newest
$$;

create function note_numbers_added() returns trigger language plpgsql as $$
begin
  perform note_newest_numbers(array_agg(distinct b.title))
  from added join bib b on b.id = added.bib_id where b.kind = 'magazine';
  return null;
end $$;
create trigger item_added_to_magazine after insert on item referencing new table as added
  for each statement execute function note_numbers_added();

create function note_number_changed() returns trigger language plpgsql as $$
begin
  perform note_newest_numbers(array_agg(distinct b.title))
  from bib b where b.id in (old.bib_id, new.bib_id) and b.kind = 'magazine';
  return null;
end $$;
create trigger item_of_magazine_changed after update of status, bib_id, joined_on on item
  for each row when (
    (old.bib_id, old.joined_on) is distinct from (new.bib_id, new.joined_on)
    or (old.status in ('withdrawn', 'missing', 'onOrder', 'inProcess'))
      <> (new.status in ('withdrawn', 'missing', 'onOrder', 'inProcess')))
  execute function note_number_changed();

create function note_magazine_changed() returns trigger language plpgsql as $$
begin
  perform note_newest_numbers(array[old.title, new.title]);
  return null;
end $$;
create trigger magazine_changed after update of title, kind, deleted_at, merged_into on bib
  for each row when (
    'magazine' in (old.kind, new.kind)
    and (old.title, old.kind, old.deleted_at, old.merged_into) is distinct from (new.title, new.kind, new.deleted_at, new.merged_into))
  execute function note_magazine_changed();

-- 資料区分 of which the newest number stays, as the settings say it since a version, or now.
create function staying_categories(as_of bigint default null) returns text[] language sql stable as $$
  select coalesce((
    select array(select jsonb_path_query(document, '$.itemCategories[*] ? (@.newestStays == true).code') #>> '{}')
    from policy where as_of is null or version <= as_of order by version desc limit 1), '{}')
$$;

create function note_staying_changed() returns trigger language plpgsql as $$
begin
  if staying_categories(new.version) is distinct from staying_categories(new.version - 1) then
    insert into bib_change (bib_id) select id from bib where kind = 'magazine' and deleted_at is null and merged_into is null;
  end if;
  return null;
end $$;
create trigger newest_stays_changed after insert on policy for each row execute function note_staying_changed();
