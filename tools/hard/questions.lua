-- Questions for wrk: the same ones again, a new one each time, or a mixture of both.
local days = { "1938-09-28", "1939-03-15", "1939-08-23", "1939-09-01", "1939-09-17", "1940-06-10" }
local states = { "germany", "poland", "soviet-union", "united-kingdom", "france", "romania", "finland", "italy" }
local kind = "same"

function init(args)
  kind = args[1] or kind
  math.randomseed(tonumber(tostring({}):match("0x(%x+)"), 16) % 2147483647)
end

local function any(list) return list[math.random(#list)] end

local function same()
  local day = any(days)
  return math.random(2) == 1 and "/api/day/" .. day or "/api/bound/" .. day .. "?by=germany"
end

local function new()
  local day = string.format("%d-%02d-%02d", math.random(1920, 1940), math.random(12), math.random(28))
  local way = math.random(3)
  if way == 1 then return "/api/bound/" .. day .. "?by=" .. any(states) .. "&to=" .. any(states) end
  if way == 2 then return "/api/treaty/1939-08-25-anglo-polish-mutual-assistance/" .. day end
  return "/api/ties/" .. day
end

function request()
  local path = kind == "same" and same() or kind == "new" and new() or (math.random(4) == 1 and new() or same())
  return wrk.format("GET", path, { ["Accept-Encoding"] = "gzip" })
end
