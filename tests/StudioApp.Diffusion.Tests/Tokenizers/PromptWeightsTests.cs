using CsCheck;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Tokenizers;

public sealed class PromptWeightsTests
{
    [Theory]
    [InlineData("a fox", "a fox*1")]
    [InlineData("a (red) fox", "a *1|red*1.1| fox*1")]
    [InlineData("a ((red)) fox", "a *1|red*1.21| fox*1")]
    [InlineData("a (red:1.3) fox", "a *1|red*1.3| fox*1")]
    [InlineData("a (red: 0.5 ) fox", "a *1|red*0.5| fox*1")]
    [InlineData("a [red] fox", "a *1|red*0.909| fox*1")]
    [InlineData("(a [red] fox:1.5)", "a *1.5|red*1.364| fox*1.5")]
    [InlineData("(a (red:1.5) fox)", "a *1.1|red*1.65| fox*1.1")]
    [InlineData("a \\(red\\) fox", "a (red) fox*1")]
    [InlineData("at 10:30", "at 10:30*1")]
    [InlineData("(at 10:30)", "at *1.1|...")]
    [InlineData("a) fox]", "a) fox]*1")]
    [InlineData("a (red fox", "a *1|red fox*1.1")]
    [InlineData("(x:99999999999999999999)", "x:99999999999999999999*1.1")]
    [InlineData("", "")]
    public void Read_AsUsersWriteIt_Weighs(string prompt, string expected)
    {
        if (expected.EndsWith("...", StringComparison.Ordinal))
        {
            // a number after a colon is a weight, whatever was meant: as in the programs that people know
            Assert.Equal(30, PromptWeights.Read(prompt)[0].Weight);
            return;
        }

        var found = PromptWeights.Read(prompt).Select(part => FormattableString.Invariant($"{part.Text}*{Math.Round(part.Weight, 3)}"));
        Assert.Equal(expected, string.Join('|', found));
    }

    [Fact]
    public void Read_AnyText_LosesNoWord() =>
        Gen.String[Gen.Char["ab()[]:1.\\ "], 0, 30].Sample(prompt =>
            PromptWeights.Read(prompt).All(part => part.Text.Length > 0 && double.IsFinite(part.Weight))
            && string.Concat(PromptWeights.Read(prompt).Select(part => part.Text)).Count(c => c is 'a' or 'b') == prompt.Count(c => c is 'a' or 'b'));
}
