-- Whether a loan was made to a group of people, kept beside the category it was told by. Null: its patron is forgotten.
-- The version before works on this: loans are counted by the database, and it asks for no more than it did.
alter table lending add column of_group boolean;
update lending set of_group = patron_category ~ '^group(-|$)' where patron_category is not null;

create or replace function count_lending() returns trigger language plpgsql as $$
declare
  lent loan := coalesce(new, old);
  day date := (lent.lent_at at time zone 'Asia/Tokyo')::date;
begin
  insert into lending (lent_on, branch_id, stop_id, patron_category, of_group, age_group, area, item_category, kind, audience,
    ndc_class, counts)
  select day, lent.branch_id, lent.stop_id, p.category, p.category ~ '^group(-|$)',
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
