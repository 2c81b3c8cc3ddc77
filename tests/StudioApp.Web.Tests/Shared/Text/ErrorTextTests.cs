using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Paging;
using StudioApp.Core.Pictures;
using StudioApp.Diffusion;
using StudioApp.Web.Shared.Text;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Shared.Text;

public sealed class ErrorTextTests
{
    private readonly ErrorText _errors = new ServiceCollection().AddLogging().AddStudioLocalisation().BuildServiceProvider().GetRequiredService<ErrorText>();

    public static TheoryData<string> Errors() => [.. Factories().Select(NameOf)];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Of_EveryErrorOfCore_IsSaidInBothLanguages(string name)
    {
        var error = Make(Factories().Single(f => NameOf(f) == name));

        Assert.Equal(error.Message, In("en", () => _errors.Of(error)));
        var chinese = In("zh-Hans", () => _errors.Of(error));
        Assert.NotEqual(error.Message, chinese);
        Assert.Contains(chinese, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.All(error.Arguments.Where(a => a != "failed"), argument => Assert.Contains(argument, chinese));
    }

    [Fact]
    public void Of_AnArgumentThatIsAWord_IsTranslatedToo() =>
        Assert.Equal("这个生成任务已经结束（失败），无法取消。", In("zh-Hans", () => _errors.Of(GenerationErrors.AlreadyFinished(GenerationState.Failed))));

    [Fact]
    public void Of_AnErrorWithAReason_SaysTheReasonInTheSameLanguage()
    {
        var said = In("zh-Hans", () => _errors.Of(GenerationErrors.ModelUnusable("lantern", ModelErrors.FileMissing("stage/model.onnx"))));

        Assert.Contains("stage/model.onnx", said, StringComparison.Ordinal);
        Assert.DoesNotContain("missing", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the frames")]
    [InlineData("actor latents")]
    public void Of_NumbersThatAreNoPicture_SaysThePlaceInTheSameLanguage(string where) =>
        Assert.DoesNotContain(where, In("zh-Hans", () => _errors.Of(GenerationErrors.OutputNotFinite(where, 3))), StringComparison.Ordinal);

    [Fact]
    public void Of_AnErrorThatNobodyTranslated_SaysItsOwnSentence() =>
        Assert.Equal("A later version wrote this.", In("zh-Hans", () => _errors.Of(new StudioError("future.code", "A later version wrote this."))));

    // what the engine says has no sentence in Core: it comes by its code
    public static TheoryData<string> EngineErrors() => [.. EngineFactories().Select(NameOf)];

    [Theory]
    [MemberData(nameof(EngineErrors))]
    public void Of_EveryErrorOfTheEngine_IsSaidInBothLanguages(string name)
    {
        var factory = EngineFactories().Single(f => NameOf(f) == name);
        var e = (DiffusionException)factory.Invoke(null, [.. factory.GetParameters().Select(p => p.HasDefaultValue ? null : Example(p.ParameterType))])!;
        var error = new StudioError($"engine.{e.Code}", e.Message, e.Arguments);

        Assert.Equal(error.Message, In("en", () => _errors.Of(error)));
        var chinese = In("zh-Hans", () => _errors.Of(error));
        Assert.Contains(chinese, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.All(error.Arguments, argument => Assert.Contains(argument, chinese));
    }

    // what a model's JSON must hold is a few words, which are translated with it
    [Theory]
    [InlineData("a text")]
    [InlineData("an object")]
    [InlineData("a list")]
    [InlineData("a list of numbers")]
    [InlineData("three numbers")]
    public void Of_AWordInsideTheEnginesSentence_IsTranslatedToo(string expected)
    {
        var e = DiffusionErrors.ValueInvalid("model_index.json", "latents", expected);
        var error = new StudioError($"engine.{e.Code}", e.Message, e.Arguments);
        Assert.Equal(e.Message, In("en", () => _errors.Of(error)));
        Assert.DoesNotContain(expected, In("zh-Hans", () => _errors.Of(error)), StringComparison.Ordinal);
    }

    [Fact]
    public void Engine_EveryError_HasACodeOfItsOwn()
    {
        var codes = EngineFactories().Select(factory => ((DiffusionException)factory.Invoke(null, [.. factory.GetParameters().Select(p => p.HasDefaultValue ? null : Example(p.ParameterType))])!).Code).ToList();
        Assert.Equal(codes.Distinct(), codes);
        Assert.Superset(
            new HashSet<string>
            {
                "family-unknown", "scheduler-unknown", "scheduler-option", "setting-unsupported", "wan-5b", "lantern-scheduler", "lantern-motion", "json-unreadable",
                "value-invalid", "weights-outside", "graph-does-not-fit", "graph-failed",
            },
            codes.ToHashSet());
    }

    private static string In(string culture, Func<string> say)
    {
        using var _ = new CultureScope(culture);
        return say();
    }

    private static IEnumerable<MethodInfo> Factories() => new[] { typeof(GenerationErrors), typeof(ModelErrors), typeof(HubErrors), typeof(PagingErrors), typeof(ClipErrors), typeof(PictureErrors) }
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(m => m.ReturnType == typeof(StudioError));

    private static IEnumerable<MethodInfo> EngineFactories() => typeof(DiffusionErrors)
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(m => m.ReturnType == typeof(DiffusionException));

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static StudioError Make(MethodInfo factory) =>
        (StudioError)factory.Invoke(null, [.. factory.GetParameters().Select(p => Example(p.ParameterType))])!;

    private static object Example(Type type) => type switch
    {
        _ when type == typeof(string) => "example",
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 7L,
        _ when type == typeof(double) => 7d,
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(7),
        _ when type == typeof(GenerationState) => GenerationState.Failed,
        _ when type == typeof(IReadOnlyList<AspectRatio>) => new[] { AspectRatio.Square },
        _ when type == typeof(IEnumerable<string>) => new[] { "lantern" },
        _ when type == typeof(StudioError) => new StudioError("inner", "example"),
        _ => throw new NotSupportedException($"An error takes a {type}: give the test an example of it."),
    };
}
