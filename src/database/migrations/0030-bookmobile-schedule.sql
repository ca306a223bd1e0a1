-- 巡回予定: by what rule the bookmobile comes to a stop. Its visits are laid out from it ahead of time, as the calendar is from the week.
create table stop_schedule (
  stop_id text not null references stop,
  -- The first visit: it gives the weekday, and the week from which every second (third, …) one is counted.
  first_day date not null,
  last_day date check (last_day >= first_day),
  every_weeks smallint check (every_weeks between 1 and 8),
  -- 第1・第3: which of the month's Tuesdays (say) it is.
  weeks_of_month smallint[] check (cardinality(weeks_of_month) > 0),
  arrives time not null,
  leaves time not null check (leaves > arrives),
  primary key (stop_id, first_day),
  check ((every_weeks is null) <> (weeks_of_month is null))
);
