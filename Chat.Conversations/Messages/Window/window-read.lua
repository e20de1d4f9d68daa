-- Reads the newest messages of a window, if it reflects the conversation as it stands.
-- KEYS[1] the window: a sorted set of messages by seq; its offset is the member with the score 0, and where older
--         messages exist that are not in it, the member "more" has the score -1
-- ARGV[1] the offset that it must reflect
-- ARGV[2] how many messages
-- Answers nothing when there is no such window, else 1 or 0 for whether older ones exist, and the messages, newest first.
if redis.call('ZRANGEBYSCORE', KEYS[1], 0, 0)[1] ~= ARGV[1] then
  return false
end
local answer = redis.call('ZREVRANGEBYSCORE', KEYS[1], '+inf', '(0', 'LIMIT', 0, ARGV[2])
table.insert(answer, 1, redis.call('ZSCORE', KEYS[1], 'more') and 1 or 0)
return answer
