-- What the yearly statistics ask of a loan, kept at the moment of lending: neither who borrowed nor what, so that nothing has to be
-- forgotten by the night. No row can be led back to its loan: there is no number and no hour in it.
create table lending (
  lent_on date not null,
  branch_id text not null references branch,
  stop_id text references stop,
  -- The patron's, as it was then. Null: a loan from before this was counted, whose patron is forgotten.
  patron_category text,
  -- The youngest age of the group, in whole years (circulation/rules/age-group); null for a group of people, or not known.
  age_group smallint,
  -- The digits of the postal code; null: not registered.
  area text,
  item_category text not null,
  kind text not null,
  audience text not null,
  -- The main class of the NDC, 0 to 9; null: none.
  ndc_class text,
  -- 1 for a loan; -1 for one that was taken back at its desk: it has never been.
  counts smallint not null check (counts in (1, -1))
);
create index lending_day on lending (lent_on);

create function count_lending() returns trigger language plpgsql as $$
declare
  lent loan := coalesce(new, old);
  day date := (lent.lent_at at time zone 'Asia/Tokyo')::date;
begin
  insert into lending
  select day, lent.branch_id, lent.stop_id, p.category,
    case when p.category !~ '^group(-|$)' then (
      select max(youngest) from unnest('{0,7,13,16,19,23,30,40,50,60,70,80}'::smallint[]) youngest
      where youngest <= extract(year from age(day, p.birth_date))) end,
    nullif(substring(regexp_replace(translate(p.postal_code, '０１２３４５６７８９', '0123456789'), '[^0-9]', '', 'g') for 7), ''),
    -- The category of the copy, as src/rule-columns.ts has it.
    case when i.loan_rule = 'normal' and b.kind = 'audiovisual' then 'audiovisual' else i.loan_rule end,
    b.kind, b.audience, substring(normalize(b.ndc[1], nfkc) from '[0-9]'),
    case tg_op when 'INSERT' then 1 else -1 end
  from item i join bib b on b.id = lent.bib_id left join patron p on p.id = lent.patron_id
  where i.id = lent.item_id;
  return null;
end $$;
create trigger loan_is_counted after insert or delete on loan for each row execute function count_lending();

insert into lending
select (l.lent_at at time zone 'Asia/Tokyo')::date, l.branch_id, l.stop_id, p.category,
  case when p.category !~ '^group(-|$)' then (
    select max(youngest) from unnest('{0,7,13,16,19,23,30,40,50,60,70,80}'::smallint[]) youngest
    where youngest <= extract(year from age((l.lent_at at time zone 'Asia/Tokyo')::date, p.birth_date))) end,
  nullif(substring(regexp_replace(translate(p.postal_code, '０１２３４５６７８９', '0123456789'), '[^0-9]', '', 'g') for 7), ''),
  case when i.loan_rule = 'normal' and b.kind = 'audiovisual' then 'audiovisual' else i.loan_rule end,
  b.kind, b.audience, substring(normalize(b.ndc[1], nfkc) from '[0-9]'), 1
from loan l join item i on i.id = l.item_id join bib b on b.id = l.bib_id left join patron p on p.id = l.patron_id
order by 1, random();
