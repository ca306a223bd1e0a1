-- 有効期限の更新 on the web leaves a trace, as a change of password does.
-- The version before works on this: it writes the kinds that it knows, and shows the new one as a day without words.
alter table account_change drop constraint account_change_what_check;
alter table account_change add constraint account_change_what_check check (
  what in ('password', 'reset', 'mail', 'mailRemoved', 'passwordByMail', 'cardRenewed'));
