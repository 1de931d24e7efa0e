-- What came of a message's posts. A refusal decides how long the next try waits, and a post without an answer after how many
-- more the message is given up; what a dead worker had claimed is an attempt and neither.
ALTER TABLE outbox
  ADD COLUMN refusals   smallint NOT NULL DEFAULT 0, -- posts that Meta refused
  ADD COLUMN unanswered smallint NOT NULL DEFAULT 0; -- posts that may have reached the person
UPDATE outbox SET refusals = attempts;
