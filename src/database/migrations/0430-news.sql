-- お知らせ: what the library tells everybody on its top page, from a day until a day, both included.
create table news (
  -- Comes with the form, so that pressing twice writes one.
  id uuid primary key,
  shown_from date not null,
  shown_until date not null check (shown_until >= shown_from),
  title text not null check (title <> ''),
  body text not null,
  -- The same in やさしい日本語 and in English, where the library has written it; a body never stands without its title.
  easy_title text check (easy_title <> ''),
  easy_body text check ((easy_body is null) = (easy_title is null)),
  en_title text check (en_title <> ''),
  en_body text check ((en_body is null) = (en_title is null)),
  written_at timestamptz not null,
  changed_at timestamptz not null
);
create index news_by_last_day on news (shown_until);

create trigger news_in_force after insert or update or delete on news for each statement execute function raise_in_force();
