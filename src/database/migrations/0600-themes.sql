-- 特集: a list of titles that the library has made, shown from a day until a day, both included; null: always.
create table theme (
  -- Comes with the form, so that pressing twice writes one.
  id uuid primary key,
  shown_from date,
  shown_until date check (shown_until >= shown_from),
  title text not null check (title <> ''),
  body text not null,
  -- The same in やさしい日本語 and in English, where the library has written it; a body never stands without its title.
  easy_title text check (easy_title <> ''),
  easy_body text check ((easy_body is null) = (easy_title is null)),
  en_title text check (en_title <> ''),
  en_body text check ((en_body is null) = (en_title is null)),
  -- True: it stands on the pages for children too.
  for_children boolean not null,
  -- Whose theme it is; null: of all branches.
  branch_id text references branch,
  written_at timestamptz not null,
  changed_at timestamptz not null
);

create table theme_title (
  theme_id uuid not null references theme on delete cascade,
  bib_id bigint not null references bib,
  -- They are shown in the order of this number, which may have gaps.
  place int not null,
  -- What the library says of this title here; null: nothing.
  line text check (line <> ''),
  primary key (theme_id, bib_id)
);
create index theme_title_of_bib on theme_title (bib_id);

create trigger theme_in_force after insert or update or delete on theme for each statement execute function raise_in_force();
create trigger theme_title_in_force after insert or update or delete on theme_title
  for each statement execute function raise_in_force();
