-- Decides whether a typing notice is told now, later or not at all: one in each interval, and the last one always.
-- KEYS[1] what was told of a user in a conversation, until when nothing more is, and what came meanwhile
-- ARGV[1] start or stop
-- ARGV[2] the interval in milliseconds
-- Answers: 0 to tell it now, the milliseconds after which to look again, -1 when there is nothing to do.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local told, quiet = unpack(redis.call('HMGET', KEYS[1], 'told', 'quiet'))
redis.call('PEXPIRE', KEYS[1], 3 * ARGV[2])
if not quiet or now >= tonumber(quiet) then
  redis.call('HSET', KEYS[1], 'told', ARGV[1], 'quiet', now + ARGV[2])
  redis.call('HDEL', KEYS[1], 'last')
  redis.call('PEXPIRE', KEYS[1], 3 * ARGV[2])
  return 0
end
redis.call('HSET', KEYS[1], 'last', ARGV[1])
-- One that waits is enough: it finds the last.
if told ~= ARGV[1] and redis.call('HSETNX', KEYS[1], 'awaited', 1) == 1 then
  return quiet - now
end
return -1
