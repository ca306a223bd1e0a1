-- 自動貸出機 of the library's own pages: a registered terminal at which patrons lend to themselves; `returns`: at which they give back, too.
alter table terminal add column self_check text not null default 'no' check (self_check in ('no', 'loans', 'returns'));
alter table terminal_code add column self_check text not null default 'no' check (self_check in ('no', 'loans', 'returns'));
