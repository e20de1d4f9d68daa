-- Counts a request against several buckets at once, or against none when one of them is full.
-- KEYS: one per bucket. ARGV: limit and window in milliseconds of each bucket, in the same order.
-- Answers: the number of the bucket that is full (0 for none), then used and milliseconds to the reset of each bucket.
local full = 0
for i, key in ipairs(KEYS) do
    local used = tonumber(redis.call('GET', key) or '0')
    if full == 0 and used >= tonumber(ARGV[2 * i - 1]) then full = i end
end

local answer = { full }
for i, key in ipairs(KEYS) do
    local used
    if full == 0 then
        used = redis.call('INCR', key)
        -- The window opens with its first request.
        if used == 1 then redis.call('PEXPIRE', key, ARGV[2 * i]) end
    else
        used = tonumber(redis.call('GET', key) or '0')
    end
    local left = redis.call('PTTL', key)
    if left < 0 then
        left = tonumber(ARGV[2 * i])
        -- A counter without an end would refuse for ever.
        if used > 0 then redis.call('PEXPIRE', key, left) end
    end
    answer[#answer + 1] = used
    answer[#answer + 1] = left
end
return answer
