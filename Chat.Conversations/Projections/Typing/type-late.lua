-- Ends the wait of a typing notice that came too early.
-- KEYS[1], ARGV[1], ARGV[2] as in type.lua, ARGV[1] without meaning
-- Answers: start or stop, to be told now; nothing where that is what was told last.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local told, last = unpack(redis.call('HMGET', KEYS[1], 'told', 'last'))
redis.call('HDEL', KEYS[1], 'awaited', 'last')
if not last or last == told then
  return false
end
redis.call('HSET', KEYS[1], 'told', last, 'quiet', now + ARGV[2])
redis.call('PEXPIRE', KEYS[1], 3 * ARGV[2])
return last
