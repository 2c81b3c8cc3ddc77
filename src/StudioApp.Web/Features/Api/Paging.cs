using Microsoft.AspNetCore.Http.HttpResults;

namespace StudioApp.Web.Features.Api;

internal static class Paging
{
    public const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public static ProblemHttpResult? Check(int? limit) => limit is null or (>= 1 and <= MaxLimit)
        ? null
        : ApiProblems.BadValue("limit", $"limit must be 1 to {MaxLimit}, not {limit}.");
}
