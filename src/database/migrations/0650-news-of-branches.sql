-- 重要なお知らせ: it stands first on the top page as long as it is shown.
alter table news add column important boolean not null default false;

-- Of which branches a piece of news tells; none: of all. Who writes it writes its row in news too, so that its trigger
-- tells everybody.
create table news_branch (
  news_id uuid not null references news on delete cascade,
  branch_id text not null references branch,
  primary key (news_id, branch_id)
);
