-- Keeps a page, unless the conversation may have changed since it was read.
-- KEYS[1] the pages: a hash of pages by their request, and in "head" the offset that they show
-- ARGV[1] the request
-- ARGV[2] the page
-- ARGV[3] the offset that it shows at least
-- ARGV[4] this server's time in milliseconds before it was read
-- ARGV[5] how long reading it may have taken in milliseconds; less than the time to live, so that a change that came
--         after that has left its offset here
-- ARGV[6] the time to live in milliseconds
-- ARGV[7] how many pages may be kept
-- Answers 1 when it was kept, else 0.
local now = redis.call('TIME')
if now[1] * 1000 + math.floor(now[2] / 1000) - tonumber(ARGV[4]) > tonumber(ARGV[5]) then
  return 0
end
local head = tonumber(redis.call('HGET', KEYS[1], 'head') or '-1')
local offset = tonumber(ARGV[3])
if head > offset then
  return 0
end
if head < offset then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'head', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[6])
end
if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[7]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
