-- Who walks for which copy of the pull list, so that nobody else does. Gone when the copy is captured or not found.
create table pull_claim (
  hold_id bigint primary key references hold,
  item_id bigint not null unique references item,
  branch_id text not null references branch,
  actor text not null,
  claimed_at timestamptz not null
);
