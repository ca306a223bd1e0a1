-- 有効期限の更新 on the web leaves a trace, as a change of password does.
alter table account_change drop constraint account_change_what_check;
alter table account_change add constraint account_change_what_check check (
  what in ('password', 'reset', 'mail', 'mailRemoved', 'passwordByMail', 'cardRenewed'));
