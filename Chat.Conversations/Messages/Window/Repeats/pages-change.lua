-- Drops the pages of a conversation that has changed, and leaves the offset of the change for who is reading just now.
-- KEYS[1] the pages: a hash of pages by their request, and in "head" the offset that they show
-- ARGV[1] the offset
-- ARGV[2] the time to live in milliseconds
if tonumber(redis.call('HGET', KEYS[1], 'head') or '-1') < tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'head', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 1
