-- Meta's Marketing Messages API, "optimized delivery" of a business account.
ALTER TABLE business_accounts
  ADD COLUMN marketing_messages_status text, -- as Meta calls it: ONBOARDED, ELIGIBLE, …; NULL: it has not said
  ADD COLUMN optimizes_delivery boolean NOT NULL DEFAULT false; -- a member turned it on

-- By which of Meta's ways a message was posted. What was settled by its status alone has it from the price.
ALTER TABLE messages
  ADD COLUMN endpoint text, -- marketing_messages; NULL: messages
  ADD COLUMN other_way_for integer; -- Meta's code for which it went another way than it was to

-- Sent with another template than the campaign's, by "send to the unsent".
ALTER TABLE launches ADD COLUMN template_id uuid;
