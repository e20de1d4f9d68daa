using System.Globalization;

namespace Chat.Gateway.Errors;

/// <summary>Gives every failed request the same form, whoever refused it: a service, the gateway or the framework.</summary>
internal sealed class ProblemMiddleware(
    RequestDelegate next, ProblemBodies bodies, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var failure = ToFailure(e);
            await WriteAsync(context, context.GetEndpoint()?.Metadata.GetMetadata<FieldNames>()?.In(failure) ?? failure);
            return;
        }

        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null, ContentLength: null })
            await WriteAsync(context, ErrorStatus.FailureOf(context.Response.StatusCode));
    }

    private Failure ToFailure(Exception exception)
    {
        var failure = ErrorMapping.ToFailure(exception);
        if (failure.Status == StatusCodes.Status500InternalServerError)
            logger.Unhandled(exception);
        else if (failure.Status > StatusCodes.Status500InternalServerError)
            logger.Behind(failure.Code, exception);
        return failure;
    }

    private Task WriteAsync(HttpContext context, Failure failure)
    {
        var response = context.Response;
        response.StatusCode = failure.Status;
        if (failure.RetryAfter is { } delay)
            response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (failure.Status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0)
            response.Headers.WWWAuthenticate = "Bearer";
        var problem = bodies.Of(failure, context.Request.Path, context.GetTraceId());
        return response.WriteAsJsonAsync(problem, options: null, Problem.MediaType, context.RequestAborted);
    }
}
