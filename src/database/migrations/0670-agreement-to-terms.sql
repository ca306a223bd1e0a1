-- 利用規約: to which version of the library's terms (patrons/agreement/terms.ts) somebody has agreed. With a registration begun
-- at home its moment is `made_at`; null: nothing was asked. Of a patron null, both: they have not agreed to any yet.
alter table pre_registration add column agreed_to text;
alter table patron
  add column agreed_at timestamptz,
  add column agreed_to text,
  add constraint patron_agreed_check check ((agreed_at is null) = (agreed_to is null));
