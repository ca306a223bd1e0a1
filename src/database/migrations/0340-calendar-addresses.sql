-- マイカレンダー: the address by which a calendar program reads a patron's dates. Only one half of it stands here; without the keys of the installation
-- (secrets/) nobody makes the other half from a stolen dump.
create table calendar_address (
  patron_id bigint primary key references patron,
  half text not null unique,
  with_titles boolean not null default false,
  made_at timestamptz not null,
  -- When the patron last said what is to stand in it.
  chosen_at timestamptz not null
);
