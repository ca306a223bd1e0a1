-- 行き方と設備: where branches and stops are on the map, how to come there, and what they have for whoever comes with a
-- wheelchair or a small child, or does not see or hear well. Of which kinds the facilities are, the description says.

alter table branch
  add column coordinates text check (coordinates ~ '^-?\d'),
  add column access text check (access <> ''),
  add column facilities text[] not null default '{}';

alter table stop
  add column coordinates text check (coordinates ~ '^-?\d'),
  add column access text check (access <> ''),
  add column facilities text[] not null default '{}';
