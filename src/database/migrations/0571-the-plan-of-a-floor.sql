-- 館内の案内図: where the shelves of a branch stand, as a small table from which the service draws the plan itself. What
-- may stand in it, the description says.

alter table branch add column floor jsonb not null default '[]' check (jsonb_typeof(floor) = 'array');
