-- Keeps references for a user who is away, and lets go of what is too old or too much: first of the user's own, then of
-- those lists of the tenant that would end soonest.
-- KEYS[1] the list of references, newest first
-- KEYS[2] the tenant's lists by the time at which they end, in milliseconds since 1970
-- KEYS[3] the bytes that each of them takes, and their `total`
-- ARGV[1], ARGV[2] how many references and how many bytes a user's list may have
-- ARGV[3] how many bytes the tenant's lists may have in all
-- ARGV[4], ARGV[5] now, and how long this list is kept, in milliseconds
-- ARGV[6] how long any list is kept, in milliseconds
-- ARGV[7], ARGV[8], … the references, oldest first

-- What a list costs in KEYS[2] and KEYS[3], about.
local ENTRY = 300

local function size()
  local bytes = redis.call('MEMORY', 'USAGE', KEYS[1], 'SAMPLES', '0')
  return bytes and bytes + ENTRY or 0
end

-- Notes what a list takes now. It is at least what it takes: who reads a list may empty it, which shows with its next
-- reference or its end.
local function note(list, bytes, ends)
  local before = tonumber(redis.call('HGET', KEYS[3], list) or '0')
  redis.call('HINCRBY', KEYS[3], 'total', bytes - before)
  if bytes > 0 then
    redis.call('HSET', KEYS[3], list, bytes)
    redis.call('ZADD', KEYS[2], ends, list)
  else
    redis.call('HDEL', KEYS[3], list)
    redis.call('ZREM', KEYS[2], list)
  end
end

for i = 7, #ARGV do
  redis.call('LPUSH', KEYS[1], ARGV[i])
end
redis.call('LTRIM', KEYS[1], 0, ARGV[1] - 1)
redis.call('PEXPIRE', KEYS[1], ARGV[5])
local oldest = redis.call('LINDEX', KEYS[1], -1)
while oldest do
  local read, message = pcall(cjson.decode, oldest)
  if read and type(message) == 'table' and tonumber(message.timestamp or 0) >= ARGV[4] - ARGV[5]
      and size() <= tonumber(ARGV[2]) then
    break
  end
  redis.call('RPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], -1)
end

note(KEYS[1], size(), ARGV[4] + ARGV[5])
for _, ended in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[4], 'LIMIT', 0, 100)) do
  note(ended, 0)
end
while tonumber(redis.call('HGET', KEYS[3], 'total')) > tonumber(ARGV[3]) do
  local first = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
  if not first then
    break
  end
  redis.call('DEL', first)
  note(first, 0)
end
redis.call('PEXPIRE', KEYS[2], ARGV[6])
redis.call('PEXPIRE', KEYS[3], ARGV[6])
