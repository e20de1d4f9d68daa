-- Puts a window in the place of an older one, never of a newer one.
-- KEYS[1] the window: a sorted set of messages by seq; its offset is the member with the score 0, and where older
--         messages exist that are not in it, the member "more" has the score -1
-- ARGV[1] the offset that it reflects
-- ARGV[2] its time to live in milliseconds
-- ARGV[3] 1 when there are older messages, else 0
-- ARGV[4], ARGV[5], … seq and message, in turns
-- Answers 1 when it was taken, else 0.
local held = redis.call('ZRANGEBYSCORE', KEYS[1], 0, 0)[1]
if held and tonumber(held) >= tonumber(ARGV[1]) then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZADD', KEYS[1], 0, ARGV[1])
if ARGV[3] == '1' then
  redis.call('ZADD', KEYS[1], -1, 'more')
end
for i = 4, #ARGV, 2 do
  redis.call('ZADD', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
