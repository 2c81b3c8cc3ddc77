using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudioApp.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddStartPictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "StartPicture",
                table: "Generations",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Strength",
                table: "Generations",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StartPicture",
                table: "Clips",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Strength",
                table: "Clips",
                type: "REAL",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "StartPicture",
                table: "Generations");

            migrationBuilder.DropColumn(
                name: "Strength",
                table: "Generations");

            migrationBuilder.DropColumn(
                name: "StartPicture",
                table: "Clips");

            migrationBuilder.DropColumn(
                name: "Strength",
                table: "Clips");
        }
    }
}
