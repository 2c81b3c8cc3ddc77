using System.Reflection;
using NetArchTest.Rules;

namespace StudioApp.Architecture.Tests;

/// <summary>What types may know, whatever their project could reach.</summary>
public class DependencyTests
{
    private static readonly Assembly Core = Assembly.Load("StudioApp.Core");
    private static readonly Assembly Generation = Assembly.Load("StudioApp.Generation");
    private static readonly Assembly Data = Assembly.Load("StudioApp.Data");
    private static readonly Assembly Web = Assembly.Load("StudioApp.Web");

    [Fact]
    public void Core_KnowsNothingOf_FilesHttpOrFrameworks() => AssertClean(Types.InAssembly(Core)
        .ShouldNot().HaveDependencyOnAny(
            "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Orleans", "Microsoft.ML", "FFMpegCore",
            "System.Net.Http", "System.IO.File", "System.IO.Directory", "System.Diagnostics.Process"));

    [Fact]
    public void GenerationAndData_MeetOnlyInCore()
    {
        AssertClean(Types.InAssembly(Generation).ShouldNot().HaveDependencyOnAny("StudioApp.Data", "Microsoft.EntityFrameworkCore"));
        AssertClean(Types.InAssembly(Data).ShouldNot().HaveDependencyOnAny("StudioApp.Engine", "Orleans"));
    }

    [Fact]
    public void Components_KnowNothingOf_DatabaseModelsOrProcesses() => AssertClean(Types.InAssembly(Web)
        .That().Inherit(typeof(Microsoft.AspNetCore.Components.ComponentBase))
        .ShouldNot().HaveDependencyOnAny(
            "Microsoft.EntityFrameworkCore", "StudioApp.Data", "System.Net.Http", "Microsoft.ML", "FFMpegCore", "System.Diagnostics.Process"));

    [Fact]
    public void ViewModels_KnowNothingOf_Blazor() => AssertClean(Types.InAssembly(Web)
        .That().HaveNameEndingWith("ViewModel")
        .ShouldNot().HaveDependencyOnAny("Microsoft.AspNetCore.Components", "Microsoft.JSInterop"));

    [Theory]
    [MemberData(nameof(Features))]
    public void Feature_ReachesIntoNoOther(string feature)
    {
        var others = AllFeatures().Where(f => f != feature).SelectMany(InternalsOf).ToArray();

        AssertClean(Types.InAssembly(Web)
            .That().ResideInNamespaceStartingWith($"StudioApp.Web.Features.{feature}")
            .ShouldNot().HaveDependencyOnAny(others));
    }

    public static TheoryData<string> Features() => [.. AllFeatures()];

    private static IEnumerable<string> AllFeatures() =>
        Repository.Root.GetDirectories("src/StudioApp.Web/Features").Single().GetDirectories().Select(d => d.Name);

    // a component is a feature's face and its door its name; everything else is its own business
    private static IEnumerable<string> InternalsOf(string feature) => Web.GetTypes()
        .Where(t => t.Namespace?.StartsWith($"StudioApp.Web.Features.{feature}", StringComparison.Ordinal) == true)
        .Where(t => !t.IsNested && t.Name != $"{feature}Feature" && !typeof(Microsoft.AspNetCore.Components.ComponentBase).IsAssignableFrom(t))
        .Select(t => t.FullName!);

    private static void AssertClean(ConditionList rule)
    {
        var result = rule.GetResult();

        Assert.True(result.IsSuccessful, string.Join(Environment.NewLine, result.FailingTypeNames ?? []));
    }
}
