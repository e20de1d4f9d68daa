-- Reads the newest messages of a window, if it reflects the conversation as it stands.
-- KEYS[1] the window: a sorted set of messages by seq; its offset is the member with the score 0
-- ARGV[1] the offset that it must reflect
-- ARGV[2] how many messages
-- Answers nothing when there is no such window, else the messages, newest first.
if redis.call('ZRANGEBYSCORE', KEYS[1], 0, 0)[1] ~= ARGV[1] then
  return false
end
return redis.call('ZREVRANGEBYSCORE', KEYS[1], '+inf', '(0', 'LIMIT', 0, ARGV[2])
