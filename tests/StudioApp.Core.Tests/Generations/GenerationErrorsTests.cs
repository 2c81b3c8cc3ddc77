using System.Reflection;
using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;

namespace StudioApp.Core.Tests.Generations;

public sealed class GenerationErrorsTests
{
    private static readonly StudioError[] All =
    [
        .. Make(typeof(GenerationErrors)),
        .. Make(typeof(ModelErrors)),
        .. Make(typeof(PictureErrors)),
    ];

    [Fact]
    public void Codes_AreUniqueDottedAndLowerCase()
    {
        Assert.Equal(All.Length, All.Select(e => e.Code).Distinct().Count());
        Assert.All(All, e => Assert.Matches(@"\A(generation|model|picture)\.[a-z]+(-[a-z]+)*\z", e.Code));
    }

    [Fact]
    public void Messages_CarryTheirArgumentsSoThatTranslationsCan() => Assert.All(All, e =>
        Assert.All(e.Arguments, argument => Assert.Contains(argument, e.Message, StringComparison.Ordinal)));

    private static IEnumerable<StudioError> Make(Type errors) => errors
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Select(method => (StudioError)method.Invoke(null, [.. method.GetParameters().Select(p => Sample(p.ParameterType))])!);

    private static object Sample(Type type) => type switch
    {
        _ when type == typeof(string) => "sample",
        _ when type == typeof(int) => 3,
        _ when type == typeof(long) => 4L,
        _ when type == typeof(double) => 1.5,
        _ when type == typeof(GenerationState) => GenerationState.Failed,
        _ when type == typeof(StudioError) => new StudioError("x.y", "A reason."),
        _ when type == typeof(IReadOnlyList<AspectRatio>) => new[] { AspectRatio.Square, AspectRatio.Portrait },
        _ when type == typeof(IEnumerable<string>) => new[] { "lantern" },
        _ => throw new InvalidOperationException($"No sample for {type}."),
    };
}
