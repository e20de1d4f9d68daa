-- Reads a page that was kept since the conversation last changed.
-- KEYS[1] the pages: a hash of pages by their request, and in "head" the offset that they show
-- ARGV[1] the request
-- Answers this server's time in milliseconds, and the page where there is one.
local now = redis.call('TIME')
return { now[1] * 1000 + math.floor(now[2] / 1000), redis.call('HGET', KEYS[1], ARGV[1]) }
